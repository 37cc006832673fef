import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKindOfAddress } from '../../../src/guests/list/longer-headings.ts';
import { readAll } from '../read-all.ts';

/** Addresses of work, of home or of the reader, in the languages of the headings. */
const kindsOfAddress =
  `work email; business email; work e-mail address; Work Email Address; Company email; Corporate e-mail;
  office email; professional email; E-mail (work); Email - Work; Email: work; E-mail Work; Email business;
  Business e-mail; Work mail; Official email; Organizational email; Your email; Your work email; My email;
  Preferred email; Main email; Email (business); Personal email; Private email; Home email; Contact email;
  Attendee work email; Email work; zakelijk e-mailadres; zakelijke e-mail; zakelijk mailadres; werk e-mail;
  werkmail; werk-email; e-mail werk; e-mailadres werk; e-mail zakelijk; E-mail (zakelijk); e-mailadres
  (werk); zakelijke mail; e-mailadres van het werk; prive e-mail; privé e-mailadres; Uw e-mailadres; Je
  e-mailadres; bedrijfsmail; geschäftliche E-Mail; geschäftliche E-Mail-Adresse; E-Mail geschäftlich;
  E-Mail (geschäftlich); E-Mail (Arbeit); dienstliche E-Mail; dienstliche E-Mail-Adresse; E-Mail
  dienstlich; berufliche E-Mail; berufliche E-Mail-Adresse; Firmen-E-Mail; Geschäfts-E-Mail; Dienst-E-Mail;
  Arbeits-E-Mail; private E-Mail; Ihre E-Mail-Adresse; e-mail professionnel; adresse e-mail
  professionnelle; courriel professionnel; email pro; mail pro; adresse mail professionnelle; e-mail
  travail; email (travail); adresse électronique professionnelle; e-mail personnel; Votre adresse e-mail;
  correo electrónico de trabajo; correo de trabajo; correo profesional; correo corporativo; email
  corporativo; correo electrónico corporativo; correo laboral; email de trabajo; correo empresarial; correo
  electrónico (trabajo); correo personal; email di lavoro; e-mail aziendale; email lavoro; posta aziendale;
  indirizzo email aziendale; email professionale; indirizzo e-mail di lavoro; email de trabalho; e-mail
  profissional; email corporativo; e-mail comercial; e-mail do trabalho; email empresarial; arbetsmejl;
  e-post arbete; e-post (arbete); jobbmejl; jobbmail; e-postadress arbete; arbets-e-post; arbejdsmail;
  arbejds-e-mail; e-mail arbejde; e-mail (arbejde); firmamail; e-mailadresse arbejde; jobb-e-post; e-post
  jobb; arbeidsepost; e-post (arbeid); e-postadresse jobb; työsähköposti; sähköposti (työ); sähköposti työ;
  työsähköpostiosoite; e-mail służbowy; służbowy e-mail; służbowy adres e-mail; adres e-mail (służbowy);
  e-mail firmowy; firmowy adres e-mail; pracovní e-mail; firemní e-mail; e-mail pracovní; pracovný e-mail;
  firemný e-mail; munkahelyi e-mail; céges e-mail; e-mail serviciu; email serviciu; adresa de email
  serviciu; iş e-postası; iş e-posta; iş e-posta adresi; kurumsal e-posta; службова пошта; рабочая почта;
  рабочий email; рабочий e-mail; корпоративная почта; poslovni e-mail; službeni e-mail; служебен имейл;
  εταιρικό email; email εργασίας; tööposti; töömeil; darba e-pasts; darbo el. paštas; email công việc;
  email kerja; E-posta; e-posta adresi; e-pasts; el. paštas; e-mail cím; e-mailová adresa; elektronická
  pošta; електронна пошта; имейл; 会社メール; 会社のメールアドレス; 仕事用メール; 勤務先メール; 工作邮箱; 公司邮箱; 工作電子郵件; 公司電子郵件; 회사 이메일;
  업무용 이메일; 직장 이메일`.split(/;\s+/);
test('a heading for the address at work or at home is one for the address', async () => {
  for (const heading of kindsOfAddress) {
    const read = await readAll(`Name;"${heading}"\nJane Doe;jane@x.example\nBob Roe;\n`);
    assert.deepEqual(
      read.rows.map(({ address, displayName }) => [address, displayName]),
      [
        ['jane@x.example', 'Jane Doe'],
        ['', 'Bob Roe'],
      ],
      heading,
    );
    assert.deepEqual(read.notes, [], heading);
  }
  for (const heading of [
    'Email van',
    'Business address',
    'Home address',
    'Work phone',
    'Email opt-in',
  ])
    assert.equal(isKindOfAddress(heading), false, heading);
});

test('addresses at work and at home are two columns that may be meant', async () => {
  for (const [one, two] of [
    ['Work email', 'Home email'],
    ['Work e-mail address', 'Personal e-mail address'],
    ['Email', 'Work email'],
    ['E-mail (work)', 'E-mail (home)'],
    ['zakelijk e-mailadres', 'priv\u00e9 e-mailadres'],
    ['gesch\u00e4ftliche E-Mail', 'private E-Mail'],
    ['correo de trabajo', 'correo personal'],
    ['pracovn\u00ed e-mail', 'osobn\u00ed e-mail'],
    ['\u4f1a\u793e\u30e1\u30fc\u30eb', '\u500b\u4eba\u30e1\u30fc\u30eb'],
  ] as const) {
    const rows = 'Jane Doe;jane@x.example;jane@y.example\nBob Roe;bob@x.example;\n';
    const { refused } = await readAll(`Name;${one};${two}\n${rows}`);
    assert.equal(refused?.code, 'two address columns', one);
    assert.deepEqual(Object.values(refused?.values ?? {}).sort(), [one, two].sort());
  }
});
