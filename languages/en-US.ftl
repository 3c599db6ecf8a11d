# What differs in the United States.

form-date = MMM d, yyyy
