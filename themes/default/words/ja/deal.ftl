deal-currencies = { $own }の金額が先、{ $others }の金額が後に並びます。換算はしていません。
deal-any-stage = 全ステージ
