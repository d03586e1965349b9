import { jest } from '@jest/globals';

// Real services on a busy machine are late now and then. A story gets one more try; what went wrong is printed, and the
// run says how many needed it, so that an unsteady story is seen and mended and not believed.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
