import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlText, withoutMarks } from '../../../src/guests/typed/html-text.ts';

const messages: [what: string, html: string, text: string][] = [
  ['a paragraph', '<p>invite jane@x.example to beacon</p>', 'invite jane@x.example to beacon'],
  [
    'angle brackets, as Teams escapes them',
    '<p>invite Jane Doe &lt;jane@x.example&gt; to beacon</p>',
    'invite Jane Doe <jane@x.example> to beacon',
  ],
  [
    'spaces that do not break',
    '<p>invite&nbsp;jane@x.example&nbsp;</p>',
    'invite\u00a0jane@x.example',
  ],
  ['lines', '<p>a</p>\n<p>b<br>c</p>', 'a\nb\nc'],
  ['a blank line', '<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>', 'a\n\u00a0\nb'],
  ['lines in blocks', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
  [
    'a list',
    '<ul>\n<li>a@x.example</li>\n<li>b@x.example</li>\n</ul>\n<p>c</p>',
    'a@x.example\nb@x.example\nc',
  ],
  [
    'a table',
    '<table>\n<tbody>\n<tr>\n<td>Email</td>\n<td><p>Name</p></td>\n</tr>\n<tr><td>a@x.example</td><td>A<br>B</td></tr></tbody></table>',
    'Email\tName\na@x.example\tA B',
  ],
  ['an empty cell', '<table><tr><td></td><td>a</td><td></td></tr></table>', 'a'],
  ['a link of a mail', '<p><a href="mailto:a@x.example">a@x.example</a></p>', 'a@x.example'],
  [
    'a link that hides an address',
    '<a href="mailto:a@x.example" title="x">Ann</a>',
    'Ann <a@x.example>',
  ],
  [
    'a link that leads elsewhere than it shows',
    '<a href="mailto:b@x.example">a@x.example</a>',
    'a@x.example (link b@x.example)',
  ],
  ['a link to a page', '<a href="https://x.example/list">the list</a>', 'the list'],
  [
    'a mention',
    '<p><span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">Guestlist</span>&nbsp;help</p>',
    'help',
  ],
  ['a mention with an id', '<p><at id="0">Guests &amp; list</at>&nbsp;help</p>', 'help'],
  [
    'a quoted message',
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Guestlist</strong><p>Request #1</p></blockquote>\n<p>resend</p>',
    'resend',
  ],
  ['a picture', '<p>see <img src="https://x.example/a.png" alt="a list"> here</p>', 'see  here'],
  [
    'bold words',
    '<p><strong>jane@x.example</strong> to <em>beacon</em></p>',
    'jane@x.example to beacon',
  ],
  [
    'struck words',
    '<p>jane@x.example <s>bob@y.example</s> to beacon</p>',
    'jane@x.example  (\u2717 bob@y.example)  to beacon',
  ],
  ['entities by number', '<p>Jos&#233; &#x26; Ann</p>', 'Jos\u00e9 & Ann'],
  ['what is no HTML', 'Jane <jane@x.example> & 3 < 4', 'Jane <jane@x.example> & 3 < 4'],
  ['tags that are not closed', '<p><b>a<p>b', 'a\nb'],
];
for (const [what, html, text] of messages) {
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
