site-skip = 本文へ移動
site-dark = ダークカラー
site-contents = 目次
site-library = ライブラリ
site-home = ホーム
site-trail = パンくずリスト
site-internal = 社内用
site-feed = フィード
site-language = 言語
site-language-home = （ホーム）
site-all = すべて表示（{ $count }件）
site-more = ほか{ $count }件
site-link-copied = リンクをコピーしました
missing-title = ページが見つかりません
missing-why = このアドレスにページはありません。移動したか、この版に含まれていない可能性があります。
missing-search = 上の検索を使うか、最初からたどってください：
missing-home = ホーム
moved-title = このページは移動しました
moved-file = 最新版
in-language = { $language ->
    [de] ドイツ語
    [en] 英語
    [es] スペイン語
    [fr] フランス語
    [ja] 日本語
    [pt] ポルトガル語
   *[other] { $name }
}
