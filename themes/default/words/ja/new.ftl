new-added = 追加
new-changed = 変更
new-reviewed = 再確認
new-feed = フィード
new-summary = 最近追加・変更・再確認されたものです。
