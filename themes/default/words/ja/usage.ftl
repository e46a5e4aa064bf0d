# What readers are told of what is counted, at the foot of each page.
usage-open = 送信される内容
usage-title = このサイトが送信する内容
usage-what = このサイトは、何が役立つかを作成者が知るために、ページの利用を数えます。名前や住所は送信せず、Cookie も使いません。あなたの操作が結び付けられるのは一日だけです。
usage-on = 利用内容を送信する
usage-asked = ブラウザーが数えないよう求めているため、何も送信されません。
usage-deal = 商談
usage-deal-why = 利用がこの商談のものとして数えられます。CRM の番号または ID を入力してください。ない場合は空のままにします。
usage-recent = 最近の送信
usage-nothing = まだありません。
usage-close = 閉じる

# Asked at the end of a document.
feedback-ask = このページは役に立ちましたか。
feedback-yes = はい
feedback-no = いいえ
feedback-why = 何が足りませんでしたか。
feedback-send = 送信
feedback-thanks = ありがとうございます。ページの担当者に届きます。
