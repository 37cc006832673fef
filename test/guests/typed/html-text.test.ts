import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlText, withoutMarks } from '../../../src/guests/typed/html-text.ts';
import messages from './html-messages.json' with { type: 'json' };

for (const { what, html, text } of messages) {
  test(`${what} becomes text`, () => {
    assert.equal(htmlText(html), text);
  });
}

test("Teams' own marks in a text are no words", () => {
  const text = '<quoted messageId="17"/><at>Guestlist</at>&nbsp;Jane &lt;jane@x.example&gt;';
  assert.equal(withoutMarks(text).trim(), 'Jane <jane@x.example>');
  assert.equal(withoutMarks('Jane <jane@x.example>'), 'Jane <jane@x.example>');
});

const entities: [written: string, meant: string][] = [
  ['a&nbsp;b&#160;c&#xa0;d&NBSP;e', 'a\u00a0b\u00a0c\u00a0d\u00a0e'],
  ['a&ensp;b&emsp;c&thinsp;d&hairsp;e&numsp;f&puncsp;g&Tab;h', 'a b c d e f g h'],
  ['a&zwj;b&zwnj;c&lrm;d&rlm;e&ZeroWidthSpace;f&NoBreak;g', 'abcdefg'],
  ['&lt;&gt;&amp;&quot;&apos;&#39;&commat;&period;&comma;&semi;&colon;&hyphen;', "<>&\"''@.,;:-"],
  ['a&hellip;&bull;&ndash;&mdash;&rsquo;&ldquo;', 'a\u2026\u2022\u2013\u2014\u2019\u201c'],
  [
    'Dvo&rcaron;&aacute;k &Lstrok;&oacute;d&zacute; Erd&odblac;s &Scedil;',
    'Dvo\u0159\u00e1k \u0141\u00f3d\u017a Erd\u0151s \u015e',
  ],
  ['a&amp;nbsp;b &amp;lt;x@y.example&amp;gt;', 'a\u00a0b <x@y.example>'],
  ['a&nbspb &ltx@y.example&gt', 'a\u00a0b <x@y.example>'],
  ['AT&T; R&D &nosuch; &#xd800; &#0;', 'AT&T; R&D &nosuch; &#xd800; &#0;'],
];
for (const [written, meant] of entities) {
  test(`entities are what they mean: ${written}`, () => {
    assert.equal(withoutMarks(written), meant);
  });
}
