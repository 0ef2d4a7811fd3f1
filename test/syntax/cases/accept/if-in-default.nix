{ a ? if true then 1 else 2, b }: a
