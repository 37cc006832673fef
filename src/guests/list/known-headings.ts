/**
 * The kinds of values in a column. `ignored`: Graph has no equivalent. `call`: the whole name, the given or the family
 * name; `readHeader` decides by the other columns. `initials` replace a given name that no column contains.
 */
export type Field =
  | 'address'
  | 'name'
  | 'call'
  | 'given'
  | 'middle'
  | 'family'
  | 'family2'
  | 'initials'
  | 'project'
  | 'language'
  | 'redirect'
  | 'cc'
  | 'groups'
  | 'applications'
  | 'until'
  | 'sendMail'
  | 'message'
  | 'ignored';

/**
 * Headings as `foldHeading` leaves them: first Microsoft's own, from 2015 to today, and ours, then those of people and
 * their programs in the languages of Europe and in Chinese, Japanese and Korean.
 */
const names: Readonly<Record<Field, string>> = {
  address: `email inviteeemail inviteduseremailaddress emailaddress mail emailadres mailadres
    emailadresse mailadresse epost adressemail adresseemail adresseelectronique courriel
    correo correoelectronico direcciondecorreo direcciondecorreoelectronico emailid
    primarysmtpaddress mailaddress электроннаяпочта почта эладрес adresemail adrespocztyelektronicznej poczta
    epostadress epostadresse epostadresser mejl mejladress sahkoposti sahkopostiosoite
    indirizzoemail indirizzomail indirizzodipostaelettronica postaelettronica enderecodeemail
    enderecoemail correio correioeletronico correioeletronico correioelectronico adreseemail adressedemessagerie
    adressedecourriel direccionemail direcciondeemail emailadressendeelnemer メール メールアドレス eメール 电子邮件 电子邮箱
    邮箱 電子郵件 이메일 이메일주소 전자메일 eposta epostasi epostaadresi epostadresi epostaadress epostiaadress meil epasts epastaadrese
    elpastas elpastoadresas emailcim emailovaadresa elektronickaposta elektronickaadresa elektronskaposta adresadeemail adresaemail
    adresadeeposta eposta електроннапошта електроннаадреса пошта имейл имейладрес ηλεκτρονικηδιευθυνση διευθυνσηemail
    ηλεκτρονικοταχυδρομειο thudientu diachiemail alamatemail surel netfang tolvupostur ebost`,
  name: `displayname fullname guestname partnername inviteduserdisplayname weergavenaam
    volledigenaam anzeigename vollstandigername nomaffiche nomcomplet nomprenom prenomnom
    nombreparamostrar nombrecompleto nombreyapellidos nombreyapellido apellidosynombre nomecompleto
    nomeecognome cognomeenome nomevisualizzato nomedeexibicao nomeparaexibicao visningsnamn visningsnavn
    fullstandigtnamn fornamnochefternamn fuldenavn fultnavn fulltnavn nayttonimi kokonimi imieinazwisko
    nazwiskoiimie nazwawyswietlana pelnanazwa vorundnachname vornameundnachname vornamenachname
    nachnamevorname firstandlastname firstnamelastname lastnamefirstname namefirstandlast
    voorenachternaam naamdeelnemer фио піб 氏名 お名前 表示名 姓名 显示名称 顯示名稱 성명 표시이름
    adsoyad adisoyadi adivesoyadi jmenoaprijmeni celejmeno menoapriezvisko teljesnev numesiprenume numecomplet
    imeiprezime imeinpriimek ονοματεπωνυμο имяифамилия имефамилия имеифамилия nimijaperenimi hovaten hoten namalengkap
    vardsuzvards vardsunuzvards vardaspavarde vardasirpavarde الاسم الاسمالكامل שםמלא ชื่อนามสกุล`,
  call: `name naam nom nombre nome namn navn nimi nazwa имя име імя jmeno meno nev isim ime vards vardas ονομα nume
    名前 이름 שם ชื่อ`,
  given: `firstname givenname forename first given fname voornaam roepnaam vorname prenom
    nombredepila nombres nomedebattesimo nomedebatismo primeironome nomeproprio fornamn tilltalsnamn fornavn
    etunimi imie givennames firstnames forenames 1stname christianname rufname voornamen vornamen prenoms primernombre
    personalname callname calledname krestnijmeno krstnemeno keresztnev utonev prenume eesnimi namadepan
    名 名字 الاسمالأول الاسمالاول שםפרטי`,
  middle: `middlename middlenames additionalname middleinitial mi initial tussenvoegsel tussenvoegsels tussen tussenv
    voorvoegsel voorvoegsels surnameprefix lastnameprefix familynameprefix middelstenaam weiterevornamen namensvorsatz prefixname middle
    infix namenszusatz mellannamn mellomnavn mellemnavn segundonombre deuxiemeprenom secondonome
    nomedomeio toinennimi drugieimie secondname отчество`,
  family: `lastname surname familyname last family lname sn achternaam familienaam geslachtsnaam nachname
    familienname zuname nomdefamille apellido apellidos primerapellido cognome sobrenome apelido
    apelidos ultimonome efternamn efternavn etternavn slektsnavn slaktnamn sukunimi nazwisko surnames фамилия 姓 성
    2ndname apellido1 apellidopaterno prijmeni priezvisko vezeteknev csaladnev soyad soyadi soyisim prezime
    priimek perekonnanimi perenimi uzvards pavarde прізвище επωνυμο namabelakang 苗字 שםמשפחה اسمالعائلة اللقب นามสกุล`,
  family2: 'segundoapellido apellido2 apellidomaterno secondlastname secondsurname',
  initials:
    'initials voorletters voorletter voorl initialen initiales iniziali iniciales initialer',
  project: 'project projectkey projectname projectnaam projekt projektname projet proyecto',
  language: 'language messagelanguage taal sprache langue idioma lang',
  redirect: `redirect inviteredirecturl redirecturl redirectionurl invitereplyurl landingpage
    doorstuuradres omleidingsurl umleitungsurl weiterleitung urlderedirection urldederedirection
    urlderedireccion urlderedireccionamiento`,
  cc: 'cc ccemailaddress ccrecipient ccrecipients kopie copie copia',
  groups: `groups group invitedtogroups invitegroupresources groepen groep gruppen gruppe groupes
    groupe grupos grupo`,
  applications: `applications application apps app invitedtoapplications inviteappresources
    toepassingen toepassing anwendungen anwendung aplicaciones aplicacion`,
  until: `until enddate expires expirydate tot einddatum totenmet bis enddatum gultigbis
    jusquau datedefin hasta fechadefin geldigtot geldigtotenmet geldigtm toegangtot toegangtm toegangtotenmet einddatumtoegang tm
    validuntil validto accessuntil accessenddate expireson expirationdate verlooptop zugangbis zugriffbis zugangbiszum ablaufdatum
    enddatum valablejusquau accesjusquau datedexpiration validohasta validahasta accesohasta hastael finoal validofinoal accessofinoal
    giltigtill giltigttill tillochmed slutdatum atkomsttill gyldigtil gyldigtil`,
  sendMail: `sendmail sendemail sendinvitationmessage mailversturen uitnodigingversturen mailsenden
    einladungsenden envoyermail envoyeremail enviarcorreo`,
  message: `invitationtext customizedmessagebody message custommessage customizedinvitationmessage
    bericht nachricht mensaje`,
  ignored: 'inviteappid invitecontactusurl',
};

/** Letters that Unicode does not split into a plain letter and an accent. */
const single: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Removes case, accents, spaces and punctuation. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[łøßæœı]/g, (letter) => single[letter] ?? letter);
}

export const columnNames: ReadonlyMap<string, Field> = new Map([
  ...fieldNames('address'),
  ...fieldNames('name'),
  ...fieldNames('call'),
  ...fieldNames('given'),
  ...fieldNames('middle'),
  ...fieldNames('family'),
  ...fieldNames('family2'),
  ...fieldNames('initials'),
  ...fieldNames('project'),
  ...fieldNames('language'),
  ...fieldNames('redirect'),
  ...fieldNames('cc'),
  ...fieldNames('groups'),
  ...fieldNames('applications'),
  ...fieldNames('until'),
  ...fieldNames('sendMail'),
  ...fieldNames('message'),
  ...fieldNames('ignored'),
]);

function fieldNames(field: Field): [string, Field][] {
  return names[field].split(/\s+/).map((name) => [foldLetters(name), field]);
}
