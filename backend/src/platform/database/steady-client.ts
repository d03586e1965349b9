import pg from 'pg';

/**
 * A connection for pools that survives its own end. A pool listens to the errors of idle clients only, and an error that
 * nobody hears ends the process: so one whose server goes away between two statements would take everything with it. The
 * next statement on it fails, and whoever sent that hears of it.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
