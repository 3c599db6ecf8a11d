# How dates and numbers read in Spanish.
#
# In the patterns of dates `yyyy`, `MMM` (a short name), `MM`, `M`, `dd` and `d` stand for their parts.

form-date = d MMM yyyy
form-month = MMM yyyy
form-decimal = ,
form-group = .
form-percent-gap = {"\u00A0"}
month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sept
month-10 = oct
month-11 = nov
month-12 = dic
