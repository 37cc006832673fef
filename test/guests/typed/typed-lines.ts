export type Said = { project?: string; language?: string; until?: string };
export type Who = [address: string, name?: string];

/** The names that the reader knows. */
export const known = {
  projects: ['atlas', 'Atlas', 'beacon', 'Beacon', 'new-horizons', 'New Horizons'],
};
const jane: Who = ['jane@x.example'];
const bob: Who = ['bob@y.example'];
const cleo: Who = ['cleo@z.example'];
const janeDoe: Who = ['jane@x.example', 'Jane Doe'];
const named: Who[] = [janeDoe, ['bob@y.example', 'Bob Roe']];
const beacon = { project: 'Beacon' };
/** Lines as people type them, in both languages. `leftOver`: the words that the reader does not use. */
export const typed: [line: string, who: Who[], said: Said, leftOver?: string[]][] = [
  // Words after the clauses.
  ['jane@x.example to beacon please', [jane], beacon],
  ['jane@x.example to beacon, thanks!', [jane], beacon],
  ['jane@x.example to beacon asap. Thank you', [jane], beacon],
  ['jane@x.example voor beacon alsjeblieft', [jane], beacon],
  ['jane@x.example naar beacon, alvast bedankt', [jane], beacon],
  [
    'jane@x.example to beacon. She is our new designer',
    [jane],
    beacon,
    ['She is our new designer'],
  ],
  [
    'jane@x.example to beacon\nThanks, Alex\nalex@woodgrove.example',
    [jane],
    beacon,
    ['Thanks, Alex alex@woodgrove.example'],
  ],
  [
    'jane@x.example to beacon\n\nKind regards,\nAlex Wilber\nWoodgrove | +31 20 123',
    [jane],
    beacon,
    ['Kind regards, Alex Wilber Woodgrove | +31 20 123'],
  ],
  [
    'jane@x.example voor beacon\nMet vriendelijke groet,\nAlex',
    [jane],
    beacon,
    ['Met vriendelijke groet, Alex'],
  ],
  ['jane@x.example voor beacon\n--\nalex@w.example', [jane], beacon, ['-- alex@w.example']],
  [
    'jane@x.example to beacon\nFrom: Alex <alex@w.example>\nSent: today',
    [jane],
    beacon,
    ['From: Alex <alex@w.example> Sent: today'],
  ],
  ['Jane Doe jane@x.example to beacon, thanks! Alex', [janeDoe], beacon, ['Alex']],
  // List marks and numbers.
  ['- jane@x.example\n- bob@y.example\nto beacon', [jane, bob], beacon],
  ['* Jane Doe <jane@x.example>\n* Bob Roe <bob@y.example>', named, {}],
  ['\u2022 Jane Doe jane@x.example\n\u2022 Bob Roe bob@y.example', named, {}],
  ['1) Jane Doe <jane@x.example>\n2) Bob Roe <bob@y.example>', named, {}],
  ['1. Jane Doe jane@x.example\n2. Bob Roe bob@y.example to beacon', named, beacon],
  ['(1) Jane Doe, jane@x.example\n(2) Bob Roe, bob@y.example', named, {}],
  ['a) jane@x.example\nb) bob@y.example', [jane, bob], {}],
  ['1) Jane Doe jane@x.example 2) Bob Roe bob@y.example to beacon', named, beacon],
  // Between two partners.
  ['jane@x.example and bob@y.example to beacon', [jane, bob], beacon],
  ['jane@x.example, bob@y.example and cleo@z.example to beacon', [jane, bob, cleo], beacon],
  ['jane@x.example & bob@y.example to beacon', [jane, bob], beacon],
  ['jane@x.example en bob@y.example voor beacon', [jane, bob], beacon],
  ['jane@x.example + bob@y.example', [jane, bob], {}],
  ['jane@x.example bob@y.example cleo@z.example', [jane, bob, cleo], {}],
  ['jane@x.example/bob@y.example', [jane, bob], {}],
  ['jane@x.example; bob@y.example;', [jane, bob], {}],
  ['jane@x.example as well as bob@y.example to beacon', [jane, bob], beacon],
  ['Jane Doe jane@x.example and Bob Roe bob@y.example to beacon', named, beacon],
  [
    'jane doe jane@x.example, bob roe bob@y.example',
    [
      ['jane@x.example', 'jane doe'],
      ['bob@y.example', 'bob roe'],
    ],
    {},
  ],
  // Names on either side.
  ['Jane Doe, jane@x.example\nBob Roe, bob@y.example', named, {}],
  ['Jane Doe: jane@x.example\nBob Roe: bob@y.example', named, {}],
  ['Jane Doe - jane@x.example\nBob Roe - bob@y.example', named, {}],
  ['jane@x.example, Jane Doe\nbob@y.example, Bob Roe', named, {}],
  ['jane@x.example (Jane Doe), bob@y.example (Bob Roe) to beacon', named, beacon],
  ['Jane Doe\njane@x.example\nBob Roe\nbob@y.example', named, {}],
  ['jane@x.example\nJane Doe\nbob@y.example\nBob Roe', named, {}],
  ['Name: Jane Doe\nEmail: jane@x.example\nProject: beacon', [janeDoe], beacon],
  [
    'Naam: Jane Doe\nE-mail: jane@x.example\nProject: beacon\nTaal: Nederlands',
    [janeDoe],
    { ...beacon, language: 'Nederlands' },
  ],
  ['Doe, Jane <jane@x.example> to beacon', [['jane@x.example', 'Doe, Jane']], beacon],
  ['Doe, Jane, jane@x.example to beacon', [['jane@x.example', 'Doe, Jane']], beacon],
  ['jane@x.example Jane Doe to beacon', [janeDoe], beacon],
  ['van der Berg, Jan <jan@x.example>', [['jan@x.example', 'van der Berg, Jan']], {}],
  ['Jan van der Berg jan@x.example', [['jan@x.example', 'Jan van der Berg']], {}],
  ['our new partner Jane Doe <jane@x.example> to beacon', [janeDoe], beacon],
  ['jane@x.example (our designer) to beacon', [jane], beacon],
  // The project in other places, or with other words around it.
  ['to beacon: jane@x.example, bob@y.example', [jane, bob], beacon],
  ['for beacon:\njane@x.example\nbob@y.example', [jane, bob], beacon],
  ['beacon: jane@x.example', [jane], beacon],
  ['jane@x.example beacon', [jane], beacon],
  ['jane@x.example, project beacon', [jane], beacon],
  ['jane@x.example for the Beacon project', [jane], beacon],
  ['jane@x.example for our project New Horizons please', [jane], { project: 'New Horizons' }],
  ['jane@x.example on new horizons', [jane], { project: 'New Horizons' }],
  ['jane@x.example voor het project beacon', [jane], beacon],
  ['jane@x.example into the "Beacon" team', [jane], beacon],
  ['jane@x.example in Beacon', [jane], beacon],
  ['jane@x.example to Beacon Two', [jane], { project: 'Beacon Two' }],
  ['jane@x.example to becon please', [jane], { project: 'becon' }],
  ['jane@x.example to beacon for the design review', [jane], beacon, ['for the design review']],
  ['jane@x.example to beacon and atlas', [jane], beacon, ['atlas']],
  // Languages and ends.
  ['jane@x.example to beacon in Dutch', [jane], { ...beacon, language: 'Dutch' }],
  ['jane@x.example voor beacon in het Nederlands', [jane], { ...beacon, language: 'Nederlands' }],
  ['jane@x.example in the French language to beacon', [jane], { ...beacon, language: 'French' }],
  ['jane@x.example to beacon in klingonese', [jane], { ...beacon, language: 'klingonese' }],
  ['jane@x.example t/m 31-01-2027 voor beacon', [jane], { ...beacon, until: '2027-01-31' }],
  [
    'jane@x.example voor beacon tot en met 31 januari 2027',
    [jane],
    { ...beacon, until: '2027-01-31' },
  ],
  ['jane@x.example to beacon until 31 January 2027', [jane], { ...beacon, until: '2027-01-31' }],
  ['jane@x.example to beacon until January 31, 2027', [jane], { ...beacon, until: '2027-01-31' }],
  ['jane@x.example to beacon until 31/01/2027', [jane], { ...beacon, until: '2027-01-31' }],
  ['jane@x.example to beacon until 1/31/2027', [jane], { ...beacon, until: '2027-01-31' }],
  ['jane@x.example to beacon until 02/03/2027', [jane], { ...beacon, until: '02/03/2027' }],
  ['jane@x.example to beacon till the summer', [jane], { ...beacon, until: 'the summer' }],
  // The Dutch verb comes in two parts.
  ['jane@x.example uit voor beacon', [jane], beacon],
  ['jane@x.example en bob@y.example uit voor beacon', [jane, bob], beacon],
  ['jane@x.example uit', [jane], {}],
  // The reader leaves over an address that the line names and does not mean.
  ['jane@x.example, not bob@y.example, to beacon', [jane], beacon, ['not bob@y.example']],
  ['jane@x.example to beacon cc boss@x.example', [jane], beacon, ['cc boss@x.example']],
  ['jane@x.example. Questions? Ask alex@w.example', [jane], {}, ['Questions? Ask alex@w.example']],
  ['jane@x.example, zonder bob@y.example voor beacon', [jane], beacon, ['zonder bob@y.example']],
  ['jane@x.example and her manager bob@y.example', [jane, bob], {}],
  // Links and marks around addresses.
  ['[jane@x.example](mailto:jane@x.example) to beacon', [jane], beacon],
  ['jane@x.example<mailto:jane@x.example> to beacon', [jane], beacon],
  ['[Jane Doe](mailto:jane@x.example)', [janeDoe], {}],
  ['[jane@x.example](mailto:bob@y.example) to beacon', [jane], beacon, ['link bob@y.example']],
  ['**jane@x.example** to `beacon`', [jane], beacon],
  ["'jane@x.example' to 'beacon'", [jane], beacon],
  ['\u201cjane@x.example\u201d to beacon', [jane], beacon],
  ['jane@x.example <jane@x.example> to beacon', [jane], beacon],
  ['jane@x.example\u00a0to\u200b beacon', [jane], beacon],
  ['jane@x.example\u3001bob@y.example\uff1bcleo@z.example', [jane, bob, cleo], {}],
  ['\u300cjane@x.example\u300d to beacon', [jane], beacon],
  ['\u2610 jane@x.example\n\u2611 bob@y.example', [jane, bob], {}],
  // Lines that name a partner beside somebody else.
  ['Jane Doe, Bob Roe <bob@y.example>', [['bob@y.example', 'Bob Roe']], {}, ['Jane Doe']],
  ['Jane Doe and bob@y.example', [['Jane Doe'], bob], {}],
  ['jane@x.example instead of bob@y.example', [jane], {}, ['instead of bob@y.example']],
  ['jane@x.example (\u2717 bob@y.example)', [jane], {}, ['\u2717 bob@y.example']],
  ['FW: jane@x.example to beacon', [jane], beacon],
  ['Lead: bob@y.example', [bob], {}],
  [
    'From: Sam <sam@w.example>\nTo: Jane Doe <jane@x.example>',
    [janeDoe],
    {},
    ['From: Sam <sam@w.example>'],
  ],
  ['jane@x.example to beacon\nCordialement,\nSam', [jane], beacon, ['Cordialement, Sam']],
  ['jane@x.example to beacon\nSaludos\nsam@w.example', [jane], beacon, ['Saludos sam@w.example']],
];
