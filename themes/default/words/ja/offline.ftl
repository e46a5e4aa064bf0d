offline-line = オフライン · { $day }時点
offline-title = このページは端末に保存されていません
offline-why = 接続がなく、このページはオフライン用に保存されたものではありません。
offline-search = 上で保存済みのページを検索するか、最初からたどってください：
offline-retry = 再試行
