import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedAddress } from '../../bot/http/allowed-address.ts';

const hosts = ['contoso.sharepoint.com', 'files.example:8443', '127.0.0.1'];
const cases: [address: unknown, cloud: boolean, loopback: boolean][] = [
  ['https://contoso.sharepoint.com/file?x=1', true, false],
  ['https://CONTOSO.SharePoint.com/file', true, false],
  ['https://contoso.sharepoint.com:443/file', true, false],
  ['https://files.example:8443/', true, false],
  ['https://files.example/', false, false],
  ['https://contoso.sharepoint.com:8443/', false, false],
  ['http://contoso.sharepoint.com/', false, false],
  ['https://contoso.sharepoint.com./', false, false],
  ['https://contoso.sharepoint.com.evil.example/', false, false],
  ['https://evilcontoso.sharepoint.com/', false, false],
  ['https://contoso.sharepoint.com@evil.example/', false, false],
  ['https://user@contoso.sharepoint.com/', false, false],
  ['https://contoso.sharepoint.com\\@evil.example/', true, false], // the parser reads this as a path
  ['http://127.0.0.1:4000/teams', true, true],
  ['http://localhost:4000/teams', false, true],
  ['https://127.0.0.1/', false, false],
  ['http://127.1:4000/', true, true], // the same address in short form
  ['http://[::1]/', false, false],
  ['http://169.254.169.254/', false, false],
  ['file:///etc/passwd', false, false],
  ['', false, false],
  [undefined, false, false],
];
for (const [address, cloud, loopback] of cases) {
  test(`${String(address)} passes ${cloud ? '' : 'not '}in the cloud, ${loopback ? '' : 'not '}in loopback`, () => {
    assert.equal(allowedAddress(address, { hosts, loopback: false }) !== undefined, cloud);
    assert.equal(allowedAddress(address, { hosts, loopback: true }) !== undefined, loopback);
  });
}
