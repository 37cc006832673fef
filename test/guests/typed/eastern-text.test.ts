import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedLine } from './read-typed.ts';
import { known } from './typed-lines.ts';

const lines: [text: string, who: (string | undefined)[][]][] = [
  [
    '山田太郎（taro@x.example）を atlas に招待してください。佐藤さん（sato@y.example）は招待しないでください。',
    [['taro@x.example', '山田太郎']],
  ],
  ['taro@x.example を atlas に招待してください', [['taro@x.example', undefined]]],
  [
    '王小明（wang@x.example）、李娜（lina@y.example）',
    [
      ['wang@x.example', '王小明'],
      ['lina@y.example', '李娜'],
    ],
  ],
  [
    '王小明（wang@x.example）加入 atlas，不要邀请张伟（zhang@y.example）',
    [['wang@x.example', '王小明']],
  ],
  [
    '김민수(minsu@x.example), 이지은(jieun@y.example)을 atlas에 초대해 주세요. 박철수(chul@z.example)는 제외',
    [
      ['minsu@x.example', '김민수'],
      ['jieun@y.example', '이지은'],
    ],
  ],
  [
    'wang@x.example\nlina@y.example（不用邀请）\nzhang@z.example 已离职',
    [['wang@x.example', undefined]],
  ],
  [
    '- taro@x.example\n- hanako@y.example（招待不要）\n- ken@z.example 退職済み',
    [['taro@x.example', undefined]],
  ],
];
for (const [text, who] of lines) {
  test(`words around an address are no name: ${JSON.stringify(text)}`, () => {
    const { partners, leftOver } = readTypedLine(text, known);
    assert.deepEqual(
      partners.map(({ address, displayName }) => [address, displayName]),
      who,
    );
    const left = (text.match(/\w+@/g) ?? []).length - who.length;
    assert.equal((leftOver.join(' ').match(/@/g) ?? []).length, left);
  });
}
