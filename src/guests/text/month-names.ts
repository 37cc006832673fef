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

/** A line for each day of the week, from Monday on, in the same languages. */
const days = [
  'monday mon maandag ma montag mo lundi lun lunes lunedi mandag maanantai poniedzialek segunda понедельник',
  'tuesday tue dinsdag di dienstag mardi martes martedi tirsdag tisdag tiistai wtorek terca вторник',
  'wednesday wed woensdag wo mittwoch mi mercredi mer miercoles mercoledi onsdag keskiviikko sroda quarta среда',
  'thursday thu donderdag do donnerstag jeudi jeu jueves giovedi torsdag torstai czwartek quinta четверг',
  'friday fri vrijdag vr freitag fr vendredi ven viernes venerdi fredag perjantai piatek sexta пятница',
  'saturday sat zaterdag za samstag sonnabend sa samedi sam sabado sabato lordag lauantai sobota суббота',
  'sunday sun zondag zo sonntag so dimanche dim domingo domenica sondag sunnuntai niedziela воскресенье',
];

/** The number of a day of the week, 1 (Monday) to 7, by its name as `bareWord` leaves it. 0: a word of every day. */
export const weekdays: ReadonlyMap<string, number> = new Map([
  ...days.flatMap((all, index) => all.split(' ').map((name) => [name, index + 1] as const)),
  // `segunda-feira`
  ['feira', 0] as const,
]);

/** The day of the week of a day (YYYY-MM-DD), 1 (Monday) to 7. Undefined for a day that does not exist. */
export function weekdayOf(day: string): number | undefined {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day)) return undefined;
  return at.getUTCDay() || 7;
}

/** False where one of these bare words is a day of the week on which this day (YYYY-MM-DD) does not fall. */
export function fitsWeekday(words: readonly string[], day: string): boolean {
  const number = weekdayOf(day);
  if (number === undefined) return true;
  return words.every((word) => [undefined, 0, number].includes(weekdays.get(word)));
}

/** Removes case, accents and a stop at the end: `Févr.` becomes `fevr`. */
export function bareWord(word: string): string {
  // Nearly all words have nothing to remove but their case.
  if (/^[a-z]*\.?$/i.test(word)) return word.toLowerCase().replace(/\.$/, '');
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replaceAll('ł', 'l').replaceAll('ø', 'o').replace(/\.$/, '');
}
