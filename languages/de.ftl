# How dates and numbers read in German.
#
# In the patterns of dates `yyyy`, `MMM` (a short name), `MM`, `M`, `dd` and `d` stand for their parts.

form-date = d. MMM yyyy
form-month = MMM yyyy
form-decimal = ,
form-group = .
form-percent-gap = {"\u00A0"}
month-1 = Jan.
month-2 = Feb.
month-3 = März
month-4 = Apr.
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = Aug.
month-9 = Sept.
month-10 = Okt.
month-11 = Nov.
month-12 = Dez.
