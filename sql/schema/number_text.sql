-- A number as an official writes it: 3 and not 3.0, at most twelve digits. Null stays null.
create macro number_text(x) as printf('%.12g', x);
