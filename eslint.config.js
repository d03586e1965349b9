import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const givenByThePage = 'a component is given what it reads: build it in the load of the page, or in a state class';
/** What a component that shows something leaves to others. */
const noCallsOfTheApi = [
  { selector: 'ImportDeclaration[source.value=/api.client/]', message: givenByThePage },
  { selector: "MemberExpression[property.name='api']", message: givenByThePage },
  { selector: "ObjectPattern > Property[key.name='api']", message: givenByThePage },
  { selector: "CallExpression[callee.property.name='config']", message: givenByThePage },
];
/** To hand on the whole app is to let another read for the component. */
const noHandingOnOfTheApp = [
  { selector: ":matches(CallExpression, NewExpression) > Identifier.arguments[name='app']", message: givenByThePage },
  {
    selector: ":matches(CallExpression, NewExpression) > CallExpression.arguments[callee.name='useApp']",
    message: givenByThePage,
  },
];
const ofItsRoom = 'a page loads and composes: this belongs into the room of its feature';
const onlyComposition = [
  { selector: "Identifier[name='$effect']", message: ofItsRoom },
  { selector: "SvelteElement[kind='html']:not([name.name='title'])", message: ofItsRoom },
  { selector: 'SvelteStyleElement', message: ofItsRoom },
];

/** Rules that no import graph can show; the rest of the order is in .dependency-cruiser.cjs. */
export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/build/',
    '**/.svelte-kit/',
    '**/node_modules/',
    '**/*.d.ts',
    'data/',
    '.cache/',
    'coverage/',
    'lexicons/generated/',
    '**/test-results/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      // TypeScript itself knows what is defined.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A handler may be async for its interface alone.
      '@typescript-eslint/require-await': 'off',
      // DTO classes are shapes: literals of that shape are what routes answer.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Mostly finds jest's and class-validator's own signatures.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  { files: ['frontend/**'], languageOptions: { globals: { ...globals.browser } } },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: { ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off',
    },
  },
  {
    // What dependency-cruiser cannot see: type-only imports inside components.
    files: ['frontend/src/lib/**/*.svelte'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/routes/**', '**/backend/**'] }] },
  },
  {
    files: ['frontend/src/lib/ui/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['#lib/features/*', '#lib/state/*', '#lib/api/*', '**/backend/**'] },
      ],
    },
  },
  {
    files: ['frontend/src/lib/features/**/*.svelte', 'frontend/src/routes/**/*.svelte'],
    rules: { 'no-restricted-syntax': ['error', ...noCallsOfTheApi, ...noHandingOnOfTheApp] },
  },
  {
    files: ['frontend/src/routes/**/+page.svelte'],
    rules: { 'no-restricted-syntax': ['error', ...noCallsOfTheApi, ...noHandingOnOfTheApp, ...onlyComposition] },
  },
  {
    // What opens over any page has no load of its own: these build what it reads, and show nothing by themselves.
    files: ['frontend/src/lib/features/{tracks/FloatOfTrack,search/SearchAnywhere,kit/InApp}.svelte'],
    rules: { 'no-restricted-syntax': ['error', ...noCallsOfTheApi, ...onlyComposition] },
  },
  {
    files: ['backend/src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'settings are read in platform/config only',
        },
      ],
    },
  },
  {
    files: ['backend/src/{main,migrate,openapi,rebuild,audit,scan-copyright}.ts', 'backend/src/**/*.spec.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    // Fixtures and expectations are looser by nature.
    files: ['**/*.spec.ts', '**/*.test.ts', 'backend/test/**/*.ts', 'frontend/e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
