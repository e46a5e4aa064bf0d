share-link = 共有
share-selection = この文章を共有
share-copied = リンクをコピーしました
share-copied-text = 文章へのリンクをコピーしました
share-failed = コピーが許可されていません
