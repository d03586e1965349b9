import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { loggedError } from './logged-error.js';

describe('an error in the log', () => {
  it('says which statement failed, and nothing of what it was given (SEC-10)', () => {
    const cause = Object.assign(new Error('value too long'), { code: '22001' });
    const told = loggedError(new QueryFailedError('insert into accounts values ($1)', ['a secret'], cause));
    expect(told).toMatchObject({ message: 'value too long', query: 'insert into accounts values ($1)', code: '22001' });
    expect(JSON.stringify(told)).not.toContain('a secret');
  });
});
