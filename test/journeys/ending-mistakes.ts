import { people } from '../sandbox/seed.ts';

/** A guest of Beacon, whom all these lines leave alone. */
export const jane = 'jane@fabrikam.example';

/** A person, the words that they type, and the bot's answer. */
type Mistake = readonly [
  person: 'alex' | 'adele' | 'megan' | 'isaiah',
  line: string,
  answer: RegExp,
];

/** Mistakes that people type, and the bot's answers. None of them changes anything. */
export const mistakes: readonly Mistake[] = [
  ['adele', 'revoke nobody@fabrikam.example from beacon', /nobody@fabrikam\.example has no access/],
  ['adele', `revoke ${jane} from atlas`, /has no access to Atlas/],
  ['adele', `revoke ${jane} from becon`, /no project becon.*beacon/is],
  ['adele', 'revoke', /Whose access/],
  ['adele', `revoke ${jane}`, /Which project/],
  ['adele', 'revoke #999999', /Nothing found/],
  ['megan', `revoke ${jane} from beacon`, /no project beacon\./],
  ['isaiah', `revoke ${jane} from beacon`, /Only owners may do this/],
  ['adele', `extend ${jane} in beacon`, /date/],
  ['adele', `extend ${jane} in beacon until 2020-01-31`, /2020-01-31 is in the past/],
  ['adele', `extend ${jane} in beacon until 2099-01-31`, /more than five years/],
  ['adele', `extend ${jane} in beacon until the summer`, /the summer is not a date/],
  ['adele', `extend ${jane} in beacon until 01/02/2027`, /February 1 or January 2.*2027-02-01/s],
  ['adele', `extend ${jane} in beacon until yesterday`, /is in the past/],
  ['adele', `extend ${jane} in beacon until no end`, /This access has no end/],
  ['adele', `extend ${jane} in beacon forever`, /This access has no end/],
  ['adele', `extend ${jane} in beacon without an end`, /This access has no end/],
  ['adele', `extend ${jane} in beacon for 30 days`, /This access has no end/],
  ['adele', `extend ${jane} in beacon for 30 days until 2027-01-31`, /One date in each line/],
  ['adele', `revoke ${jane} from beacon for 30 days`, /at once/],
  ['adele', 'extend Nobody Known in beacon until 2027-06-30', /Nobody Known.* fits no guest/],
  ['adele', 'revoke Nobody Known from beacon', /fits no guest.*revoke jane@/s],
  ['adele', 'revoke not Jane from beacon', /Whose access/],
  ['isaiah', 'extend Jane in beacon until 2027-06-30', /Only owners|fits no guest/],
  ['adele', `extend nobody@fabrikam.example in beacon until 2027-06-30`, /has no access/],
  ['adele', `remove ${jane}`, /Only operators/],
  ['alex', `remove ${jane} from beacon`, /Account or access/],
  ['alex', 'remove nobody@fabrikam.example', /knows no guest/],
  ['alex', `remove ${people.isaiah.mail}`, /member of this organisation/],
  ['alex', `remove ${people.alex.mail}`, /your own account|member of this organisation/],
  ['alex', 'remove', /Whose account/],
  ['alex', `remove ${people.gina.mail}`, /is a Guestlist operator/],
  ['alex', `revoke ${jane} from beacon until 2027-01-31`, /at once/],
  [
    'alex',
    `revoke ${jane} from beacon and joe@fabrikam.example from atlas`,
    /One project in each line.*Beacon.*Atlas/s,
  ],
  ['alex', `intrekken ${jane} uit beacon, atlas`, /One project in each line.*Beacon.*Atlas/s],
  ['alex', `extend ${jane} in beacon, atlas until 2027-01-31`, /One project in each line/],
  [
    'alex',
    `extend ${jane} until 2027-01-31 and joe@fabrikam.example until 2027-02-28 in beacon`,
    /One date in each line.*2027-01-31.*2027-02-28/s,
  ],
  ['alex', `remove ${jane} atlas`, /Account or access/],
  ['alex', `restore ${jane}`, /not among the deleted/],
];

/** Mistakes of the same kinds in Dutch. Adele owns Beacon and not Atlas, and Alex operates the bot. */
export const dutchMistakes: readonly Mistake[] = [
  [
    'adele',
    'intrekken nobody@fabrikam.example uit beacon',
    /nobody@\S+ heeft geen toegang tot Beac/,
  ],
  ['alex', `intrekken ${jane} uit atlas`, /heeft geen toegang tot Atlas/],
  ['adele', 'intrekken #999999', /Niets gevonden/],
  ['isaiah', `trek ${jane} in uit beacon`, /Alleen eigenaren/],
  ['adele', `verleng ${jane} in beacon t/m 31-01-2020`, /2020-01-31 ligt in het verleden/],
  ['adele', `verleng ${jane} in beacon t/m 31 januari 2099`, /meer dan vijf jaar vooruit/],
  ['adele', `verleng ${jane} in beacon tot zonder einde`, /Deze toegang heeft geen einde/],
  ['adele', `verleng ${jane} in beacon voor altijd`, /Deze toegang heeft geen einde/],
  ['adele', `verleng ${jane} in beacon met 30 dagen`, /Deze toegang heeft geen einde/],
  ['adele', `verleng ${jane} in beacon tot gisteren`, /ligt in het verleden/],
  ['adele', 'trek Niemand Bekend in uit beacon', /past bij geen gast/],
  ['alex', 'verwijder nobody@fabrikam.example', /kent geen gast nobody/],
  ['alex', `verwijder ${people.isaiah.mail}`, /een lid van deze organisatie/],
  ['alex', `verwijder ${people.alex.mail}`, /je eigen account/],
  ['alex', `verwijder ${people.gina.mail}`, /is Guestlist-beheerder/],
  ['alex', `zet ${jane} terug`, /staat niet bij de verwijderde accounts/],
];
