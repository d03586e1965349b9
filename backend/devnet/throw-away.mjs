import Database from 'better-sqlite3';

let isTold = false;

/**
 * From now on the databases of this process do not wait for the disk. For data that may be lost with the machine, as in
 * tests: a killed process loses nothing. Every account has databases of its own, and each wait stops the whole process.
 */
export function throwAway() {
  if (isTold) return;
  isTold = true;
  const { prepare } = Database.prototype;
  const seen = new WeakSet();
  Database.prototype.prepare = function (...args) {
    // It may not be changed inside a transaction.
    if (!seen.has(this) && !this.inTransaction) {
      seen.add(this);
      this.pragma('synchronous = OFF');
    }
    return prepare.apply(this, args);
  };
}
