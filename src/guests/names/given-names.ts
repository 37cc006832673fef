import { remembered } from './remembered.ts';

/**
 * Given names that many people have, in the languages of the headings. They only tell a family from a word that is no
 * name: in `Emily Rose Guest` the last word is her family, in `Max Power Guest` it may be a remark.
 */
const given: ReadonlySet<string> = new Set(
  `adam adrian agnes aisha alan albert alberto alejandro alessandra alessandro alex alexander alexandra alice alicia amanda amelia amy ana anastasia
  andr\u00e9 andre andrea andreas andrew angela anita anja anke anna anne annette annie ann anouk antoine anton antonio \u00e1ngel arthur astrid
  barbara bart beatrice ben benjamin bernard bernd bert bianca birgit bob bram brian bruno camille carl carla carlo carlos carmen carol caroline catherine
  c\u00e9cile charles charlotte chiara chris christian christina christine christoph christophe claire clara claudia claudio cl\u00e9ment cornelia cristina
  daan dan daniel daniela daniele david denise dennis diana diego dieter dirk dominique edward elena eleonora elias elisa elisabeth elizabeth ella ellen els
  emil emilia emilio emily emma eric erik erika ernst esther ethan eva evelyn fabian fabio federica federico felix femke fernando florian fran\u00e7ois
  francesca francesco francis francisco frank franz fred frederik gabriel gabriele george georg g\u00e9rard gerhard giovanni giulia giuseppe gonzalo grace
  greta guido guillaume gustav hanna hannah hans harry heike heinrich helen helena helga henri henrik henry hendrik hugo ian ignacio ines ingrid irene isabel
  isabella isabelle ivan jack jacob jacques jakob james jan jane janet jasper javier jean jeanne jennifer jens jessica jesus jes\u00fas joan johan johann
  johanna john jonas jorge jos jose jos\u00e9 josef joseph juan judith julia julian juliane julie julien j\u00fcrgen karel karen karin karl kate katharina
  kathleen katja kees kevin klaas klaus koen kurt lara lars laura lauren laurent lea lena leo leon leonardo lieke lina linda lisa lise lorenzo lotte louis
  louise luc luca lucas lucia luc\u00eda lucy luis luigi luisa luuk lynn manuel manuela marc marcel marco margaret margot maria mar\u00eda marie mariana mario
  marijke marina mark markus marta martha martijn martin martina mary mathieu matteo matthew matthias max maximilian mehmet mia michael michel michele michelle
  miguel mike milan mohamed mohammed monica monika monique muhammad nadia natalie nathalie nick nicola nicolas nicole nico niels nina noah nora olga oliver
  olivia olivier oscar otto pablo paola paolo pascal patricia patrick paul paula pauline pedro peggy peter petra philip philipp philippe piet pieter pierre
  rachel rafael raquel ralf ramon rebecca ren\u00e9 rené renate riccardo richard rita rob robert roberta roberto robin rosa rose rosemary rudolf ruth ryan
  sabine sam samuel sandra sara sarah sebastian sergio silvia simon simone sjoerd sofia sofie sophia sophie stefan stefano stephanie stephan st\u00e9phane
  stephen steven susan susanne sven sylvia teresa theo theresa thomas tim timo tom tomas tobias ulrich ulrike ursula uwe valentina valerie val\u00e9rie vera
  victor victoria vincent viola walter werner wilhelm willem william wim wolfgang yannick yves zo\u00eb`
    .split(/\s+/)
    .filter(Boolean),
);

/** True for a given name that many people have, or an initial. */
export const isGivenName = remembered(
  (word): boolean =>
    /^\p{Lu}\.?(?:\p{Lu}\.?)?$/u.test(word) ||
    word.split('-').every((part) => given.has(part.normalize('NFC').toLowerCase())),
);
