/** Parts of requests: sound ones, and what people and scanners send in their place. */
export const methods = [
  ...['GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'],
  ...[
    'CONNECT',
    'QUERY',
    'PROPFIND',
    'M-SEARCH',
    'PRI',
    'get',
    'GE T',
    '',
    '\x00',
    'X'.repeat(300),
  ],
];
export const paths = [
  ...['/', '/healthz', '/readyz', '/api/messages', '/api/messages', '/api/notifications'],
  ...['/api/lifecycle', '/api', '//', '///api/messages', '//evil.example/healthz', '/./healthz'],
  ...['/api/../healthz', '/%', '/%z', '/%zz', '/%ff', '/%c0%af', '/%00', '/%2f', '/api%2fmessages'],
  ...['/healthz;a=1', '/healthz/', '/HEALTHZ', '/\u00e9', '/a b', '/\t', '/*', '/:id', '/a:b@c'],
  ...[
    '*',
    '',
    '.',
    '?',
    '#',
    '\\',
    '/\\evil.example',
    'healthz',
    '/[',
    '/{}',
    '/|',
    '/~',
    '/__proto__',
  ],
  ...['/constructor', '/(.*)', `/${'a/'.repeat(200)}`, `/${'x'.repeat(3000)}`, '/healthz#part'],
];
export const schemes = [
  'http://',
  'https://',
  'HTTP://',
  'ftp://',
  'http:',
  '//',
  'javascript:',
  'file:///',
];
export const queries = [
  ...['', '', '', '?', '?a=b', '?validationToken=x', '?%', '?%zz=%ff', '??', '?a[]=1&a[b]=2'],
  ...['?validationToken=%00', `?${'q=1&'.repeat(400)}`, '?__proto__[x]=1', '?\u20ac', '?a=b#c'],
];
export const hosts = [
  ...['127.0.0.1', '127.0.0.1', 'localhost:3978', 'bot.example', 'the_bot', '[::1]', 'a,b', 'a b'],
  ...['', 'a@b', 'a:b@c', 'a/b', 'a?b', 'a#b', '[', ']', '[::', 'a:', ':80', 'a:99999', 'a:1:2'],
  ...[
    '1.2.3.4.5',
    '0x7f.1',
    '256.256.256.256',
    'xn--',
    'xn--a',
    '%41',
    'a%00b',
    '..',
    '-',
    'ex\u00e4mple',
  ],
  ...['a'.repeat(300), 'a\\b', '"a"', '<a>', 'a|b', 'a^b', '{a}', '*', 'http://a', '\t'],
];
export const versions = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/9',
  '',
];
export const types = [
  ...['application/json', 'application/json', 'application/json; charset=utf-7', 'text/plain'],
  ...[
    'multipart/form-data; boundary=b',
    'application/x-www-form-urlencoded',
    'a',
    '/',
    '',
    ';',
    '\u00e9',
  ],
];
export const bodies = [
  ...['', '{}', '[]', 'null', '""', '{"type":"message"}', '{', '\x00', '{"__proto__":{"a":1}}'],
  ...[
    '{"type":1}',
    '[[[['.repeat(500),
    '{"value":[{}]}',
    '{"value":null}',
    `"${'x'.repeat(5000)}"`,
  ],
];
export const others = [
  ...['Accept: */*', 'Accept: text/html;q=a', 'Accept: ,', 'Accept: application/json;;', 'Accept:'],
  ...[
    'Accept-Version: ~1',
    'Accept-Version: x',
    'Accept-Encoding: gzip;q=z',
    'Expect: 100-continue',
  ],
  ...[
    'Expect: 200',
    'Upgrade: websocket\r\nConnection: Upgrade',
    'Upgrade: h2c',
    'Connection: close',
  ],
  ...[
    'Connection: keep-alive, x',
    'Content-Encoding: gzip',
    'Content-Encoding: identity',
    'TE: trailers',
  ],
  ...[
    'Authorization: Bearer a.b.c',
    'Authorization: Bearer',
    'Authorization: Basic Og==',
    'Cookie: a',
  ],
  ...[
    'Authorization: Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.e30.AA',
    'X-Forwarded-For: 10.0.0.1',
  ],
  ...[
    'X-Http-Method-Override: DELETE',
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: x',
  ],
  ...[
    'Content-Length: 5\r\nContent-Length: 6',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: x',
  ],
  ...[
    'Transfer-Encoding: chunked\r\nContent-Length: 3',
    ' folded: 1',
    'no colon',
    ': no name',
    'a b: c',
  ],
  ...[
    'Host: second.example',
    `X-Long: ${'x'.repeat(17_000)}`,
    'X-Null: \x00',
    'X-Latin: \u00e9\u00ff',
  ],
  ...[
    'If-None-Match: *',
    'Range: bytes=0-',
    'Date: never',
    'X-Request-Id: ',
    'Content-Type: text/csv',
  ],
];
