# How dates and numbers read in Portuguese.
#
# In the patterns of dates `yyyy`, `MMM` (a short name), `MM`, `M`, `dd` and `d` stand for their parts.

form-date = d MMM yyyy
form-month = MMM yyyy
form-decimal = ,
form-group = .
form-percent-gap = {""}
month-1 = jan.
month-2 = fev.
month-3 = mar.
month-4 = abr.
month-5 = mai.
month-6 = jun.
month-7 = jul.
month-8 = ago.
month-9 = set.
month-10 = out.
month-11 = nov.
month-12 = dez.
