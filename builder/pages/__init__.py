"""Which pages there are and what each one shows. `kinds` is the table of them; `views` is what templates see."""
