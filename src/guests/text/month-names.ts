/**
 * The months in English, Dutch, German, French, Spanish, Italian, Portuguese, Swedish, Danish, Norwegian, Finnish,
 * Polish and Russian: whole and abbreviated, as `bareWord` leaves them.
 */
const names = [
  'ene enero gen gennaio jan janeiro januar januari january janv janvier sty styczen stycznia tammi tammikuu tammikuuta янв январь января',
  'feb febbraio febrero februar februari february fev fevereiro fevr fevrier helmi helmikuu helmikuuta lut lutego luty фев февр февраль февраля',
  'maalis maaliskuu maaliskuuta maart mar marca march marco mars marts marz marzec marzo mrt мар март марта',
  'abr abril apr april aprile avr avril huhti huhtikuu huhtikuuta kwi kwiecien kwietnia апр апрель апреля',
  'mag maggio mai maio maj maja may mayo mei touko toukokuu toukokuuta маи мая',
  'cze czerwca czerwiec giu giugno juin jun june junho juni junio kesa kesakuu kesakuuta июн июнь июня',
  'heina heinakuu heinakuuta juil juillet jul julho juli julio july lip lipca lipiec lug luglio июл июль июля',
  'ago agosto aout aug august augusti augustus elo elokuu elokuuta sie sierpien sierpnia авг август августа',
  'sep sept september septembre septiembre set setembro settembre syys syyskuu syyskuuta wrz wrzesien wrzesnia сен сент сентябрь сентября',
  'loka lokakuu lokakuuta oct october octobre octubre okt oktober ott ottobre out outubro paz pazdziernik pazdziernika окт октябрь октября',
  'lis listopad listopada marras marraskuu marraskuuta nov november novembre novembro noviembre ноя нояб ноябрь ноября',
  'dec december decembre des desember dez dezember dezembro dic dicembre diciembre gru grudnia grudzien joulu joulukuu joulukuuta дек декабрь декабря',
];

/** The number of a month, 1 to 12, by its name as `bareWord` leaves it. */
export const months: ReadonlyMap<string, number> = new Map(
  names.flatMap((all, index) => all.split(' ').map((name) => [name, index + 1] as const)),
);

/** The days of the week in the same languages: some programs write them before a date. */
export const weekdays: ReadonlySet<string> = new Set(
  [
    'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun',
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo',
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo mi fr sa so',
    'lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim',
    'lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta feira',
    'lunedi martedi mercoledi giovedi venerdi domenica',
    'mandag tirsdag onsdag torsdag fredag lordag sondag mandag tisdag',
    'maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai',
    'poniedzialek wtorek sroda czwartek piatek sobota niedziela',
    'понедельник вторник среда четверг пятница суббота воскресенье',
  ].flatMap((line) => line.split(' ')),
);

/** Removes case, accents and a stop at the end: `Févr.` becomes `fevr`. */
export function bareWord(word: string): string {
  // Nearly all words have nothing to remove but their case.
  if (/^[a-z]*\.?$/i.test(word)) return word.toLowerCase().replace(/\.$/, '');
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replaceAll('ł', 'l').replaceAll('ø', 'o').replace(/\.$/, '');
}
