#!/bin/sh
# Made the lo-*.csv here: sheets of LibreOffice Calc, saved by LibreOffice as CSV in several shapes.
# Usage: sh export-with-libreoffice.sh <folder for the files>
set -e
out=$1
work=$(mktemp -d)
people='renee@fabrikam.example,Renée Müller,atlas,nl-NL,2027-01-31
o.neil@northwind.example,"O'\''Neil, Ana ""Annie""",beacon,en-US,2027-02-28
taro@wingtip.example,Tarō,atlas,ja-JP,
zoe@adatum.example,"Zoë
van Dam",atlas,de-DE,'
plain='renee@fabrikam.example,Renée Müller,atlas,nl-NL,2027-01-31
o.neil@northwind.example,"O'\''Neil, Ana ""Annie""",beacon,en-US,2027-02-28
zoe@adatum.example,Zoë van Dam,atlas,de-DE,'
printf '%s\n%s\n' 'E-mail,Name,Project,Language,Until' "$people" > "$work/en.csv"
printf '%s\n%s\n' 'E-mailadres,Weergavenaam,Project,Taal,Einddatum' "$people" > "$work/nl.csv"
printf '%s\n%s\n' 'E-Mail-Adresse,Anzeigename,Projekt,Sprache,Enddatum' "$people" > "$work/de.csv"
printf '%s\n%s\n' 'Adresse électronique,Nom complet,Projet,Langue,Date de fin' "$people" > "$work/fr.csv"
printf '%s\n%s\n' 'Correo electrónico,Nombre,Proyecto,Idioma,Fecha de fin' "$people" > "$work/es.csv"
printf '%s\n%s\n' 'E-mailadres,Naam,Project,Taal,Tot en met' "$plain" > "$work/plain.csv"

# Every column is read as text: dates and ids stay as they were typed.
for name in en nl de fr es plain; do
  (cd "$work" && soffice --headless --convert-to ods:calc8 \
    --infilter='CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2' "$name.csv" >/dev/null 2>&1)
  (cd "$work" && soffice --headless --convert-to xlsx "$name.ods" >/dev/null 2>&1)
done

# save <sheet> <name> <separator> <character set> <quote all text cells>
save() {
  (cd "$work" && soffice --headless \
    --convert-to "csv:Text - txt - csv (StarCalc):$3,34,$4,1,,0,$5,true,false" \
    --outdir out "$1" >/dev/null 2>&1)
  mv "$work/out/${1%.*}.csv" "$out/lo-$2.csv"
}
utf8=76 windows=1 utf16=65535
for name in en nl de fr es; do
  save "$name.ods" "$name-comma-utf8" 44 $utf8 false
  save "$name.ods" "$name-semicolon-utf8-quoted" 59 $utf8 true
  save "$name.xlsx" "$name-tab-utf16-from-xlsx" 9 $utf16 false
done
save plain.ods plain-semicolon-windows1252 59 $windows false
save plain.ods plain-comma-windows1252-quoted 44 $windows true
save plain.xlsx plain-pipe-utf8-from-xlsx 124 $utf8 false
cp "$work/en.xlsx" "$out/lo-workbook.csv"
cp "$work/en.ods" "$out/lo-sheet.csv"
rm -r "$work"
