import { describe, expect, test } from '@jest/globals';
import { agreedAnswer, didInRecords, type HandleAnswer } from './handle-answers.rules.js';

const says = (value: string | null): HandleAnswer => ({ status: 'fulfilled', value });
const fails: HandleAnswer = { status: 'rejected', reason: new Error('ETIMEOUT') };
const ADA = 'did:plc:ada';

describe('DNS and the web site of a handle', () => {
  test.each([
    ['DNS alone', [says(ADA), says(null)], ADA],
    ['the web site alone', [says(null), says(ADA)], ADA],
    ['DNS before the web site', [says(ADA), says('did:plc:eve')], ADA],
    ['DNS while the web site is down', [says(ADA), fails], ADA],
    ['the web site while DNS is down', [fails, says(ADA)], ADA],
    ['nobody', [says(null), says(null)], null],
    ['nobody, says DNS, and there is no web site', [says(null), fails], null],
  ])('%s', (_what, answers, did) => {
    expect(agreedAnswer(answers)).toBe(did);
  });

  test('when neither can be asked, nobody knows', () => {
    expect(() => agreedAnswer([fails, fails])).toThrow('neither DNS nor the web site');
  });
});

test.each([
  ['one record', [['did=did:plc:ada']], ADA],
  ['a record in pieces', [['did=did:', 'plc:ada']], ADA],
  ['others beside it', [['v=spf1 -all'], ['did=did:plc:ada']], ADA],
  ['two of them', [['did=did:plc:ada'], ['did=did:plc:eve']], undefined],
  ['none', [], undefined],
])('the DID in the records of a handle: %s', (_what, records, did) => {
  expect(didInRecords(records)).toBe(did);
});
