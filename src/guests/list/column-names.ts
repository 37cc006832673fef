/** What a column can hold. `ignored` is known and has no equivalent in Graph. */
export type Field =
  | 'address'
  | 'name'
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
 * Headings as `foldHeading` leaves them. First Microsoft's own of 2015 to today and ours, then what
 * people write in English, Dutch, German, French and Spanish.
 */
const names: Readonly<Record<Field, string>> = {
  address: `email inviteeemail inviteduseremailaddress emailaddress mail emailadres mailadres
    emailadresse mailadresse epost adressemail adresseemail adresseelectronique courriel
    correo correoelectronico direcciondecorreo direcciondecorreoelectronico`,
  name: `displayname name fullname guestname partnername weergavenaam naam volledigenaam anzeigename
    vollstandigername nomaffiche nomcomplet nombreparamostrar nombre nombrecompleto nom`,
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
    jusquau datedefin hasta fechadefin`,
  sendMail: `sendmail sendemail sendinvitationmessage mailversturen uitnodigingversturen mailsenden
    einladungsenden envoyermail envoyeremail enviarcorreo`,
  message: `invitationtext customizedmessagebody message custommessage customizedinvitationmessage
    bericht nachricht mensaje`,
  ignored: 'inviteappid invitecontactusurl',
};

export const columnNames: ReadonlyMap<string, Field> = new Map([
  ...fieldNames('address'),
  ...fieldNames('name'),
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
  return names[field].split(/\s+/).map((name) => [name, field]);
}
