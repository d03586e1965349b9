import { LegacyFakeTimers, ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { createRequire } from 'node:module';
import vm from 'node:vm';

const HERE = { realm: 'this one' };

/** Reads a library as Node does: once for each worker. */
globalThis.readLibrary = createRequire(import.meta.url);
runHere();

/**
 * Tests run where the libraries are, and these are read once for all files of a worker. The environment that Jest brings
 * gives each file a realm of its own: the libraries, three quarters of what a story loads, would be run again in each, and
 * what comes out of Node would be no `instanceof Error` there, as it is in the product.
 */
export default class OneRealm {
  global = globalThis;

  constructor({ projectConfig: config }) {
    this.moduleMocker = new ModuleMocker(globalThis);
    const timerConfig = { idToRef: (id) => id, refToId: (ref) => ref };
    const { global, moduleMocker } = this;
    this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config, global });
    this.former = { exit: process.exit, console: globalThis.console };
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    process.exit = this.former.exit;
    globalThis.console = this.former.console;
    forgetClasses();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return HERE;
  }
}

/** Lets Jest name this realm where it would name a context. */
function runHere() {
  const { compileFunction, SourceTextModule, SyntheticModule } = vm;
  const named = ({ context, ...options }) => (context === HERE ? options : { ...options, context });
  vm.compileFunction = (source, parameters, { parsingContext: context, ...options }) =>
    compileFunction(source, parameters, context === HERE ? options : { ...options, parsingContext: context });
  vm.SourceTextModule = class extends SourceTextModule {
    constructor(source, options) {
      super(source, named(options));
    }
  };
  vm.SyntheticModule = class extends SyntheticModule {
    constructor(names, evaluate, options) {
      super(names, evaluate, named(options));
    }
  };
}

/** What decorators told libraries of the classes of one file: the next one brings its own, and these could never go. */
function forgetClasses() {
  delete globalThis.typeormMetadataArgsStorage;
  delete globalThis.classValidatorMetadataStorage;
}
