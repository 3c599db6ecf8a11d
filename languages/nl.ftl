# How dates and numbers read in Dutch.
#
# In the patterns of dates `yyyy`, `MMM` (a short name), `MM`, `M`, `dd` and `d` stand for their parts.

form-date = d MMM yyyy
form-month = MMM yyyy
form-decimal = ,
form-group = .
form-percent-gap = {""}
month-1 = jan
month-2 = feb
month-3 = mrt
month-4 = apr
month-5 = mei
month-6 = jun
month-7 = jul
month-8 = aug
month-9 = sep
month-10 = okt
month-11 = nov
month-12 = dec
