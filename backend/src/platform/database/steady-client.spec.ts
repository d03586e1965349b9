import { expect, test } from '@jest/globals';
import { SteadyClient } from './steady-client.js';

test('P-DB-02: a connection that ends while nobody asks anything of it does not end the process', () => {
  const client = new SteadyClient();
  expect(() => client.emit('error', new Error('terminating connection'))).not.toThrow();
});
