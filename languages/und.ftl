# How dates and numbers read in a language that is not known: in a form that nobody can misread.
#
# In the patterns of dates `yyyy`, `MMM` (a short name), `MM`, `M`, `dd` and `d` stand for their parts.

form-date = yyyy-MM-dd
form-month = yyyy-MM
form-decimal = .
form-group = {"\u202F"}
form-percent-gap = {""}
month-1 = 01
month-2 = 02
month-3 = 03
month-4 = 04
month-5 = 05
month-6 = 06
month-7 = 07
month-8 = 08
month-9 = 09
month-10 = 10
month-11 = 11
month-12 = 12
