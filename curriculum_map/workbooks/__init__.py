"""What every workbook that we write shares, in importing and reports alike: text that stays text, looks, words."""
