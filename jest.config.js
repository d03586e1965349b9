import { spawnSync } from 'node:child_process';
import vm from 'node:vm';
import { nodeBinary } from './backend/tools/bootstrap/node-runtime.mjs';

// Jest loads ES modules only behind a flag of Node, which cannot be set from within: `npx jest` starts over with it.
if (!vm.SourceTextModule) {
  const args = ['--experimental-vm-modules', '--no-warnings', ...process.argv.slice(1)];
  process.exit(spawnSync(nodeBinary(import.meta.dirname), args, { stdio: 'inherit' }).status ?? 1);
}

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/backend/test/harness/one-realm.js',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/frontend/'],
  setupFiles: ['<rootDir>/backend/test/harness/decorators.ts'],
  transformIgnorePatterns: ['/node_modules/(?:@jest|jest-)'],
  transform: {
    '/node_modules/.+\\.[cm]?js$': '<rootDir>/backend/test/harness/shared-libraries.js',
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

export default {
  // Stories wait more than they compute.
  maxWorkers: 3,
  testTimeout: 90_000,
  projects: [
    {
      ...common,
      displayName: 'specs',
      testMatch: ['<rootDir>/backend/src/**/*.spec.ts', '<rootDir>/migrations/**/*.spec.ts'],
    },
    {
      // Real services are started for this project only, so a spec alone starts at once.
      ...common,
      displayName: 'stories',
      testMatch: ['<rootDir>/backend/test/**/*.test.ts'],
      setupFiles: [...common.setupFiles, '<rootDir>/backend/test/harness/worker-environment.ts'],
      setupFilesAfterEnv: ['<rootDir>/backend/test/harness/second-try.ts'],
      globalSetup: '<rootDir>/backend/test/harness/global-setup.js',
      globalTeardown: '<rootDir>/backend/test/harness/global-teardown.js',
    },
  ],
};
