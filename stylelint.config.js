// Components speak in tokens: no raw colour, no raw space, no palette name. Tokens themselves live in tokens.css.
const rawSpace = '/(^|[\\s(,-])(?:[4-9]|[1-9]\\d+)(?:\\.\\d+)?px/';

export default {
  ignoreFiles: ['**/build/**', '**/.svelte-kit/**', '**/node_modules/**', 'dist/**'],
  rules: {
    'block-no-empty': true,
    'color-no-invalid-hex': true,
    'declaration-block-no-duplicate-properties': true,
    'function-no-unknown': true,
    'no-duplicate-selectors': true,
    'property-no-unknown': true,
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'unit-no-unknown': true,
  },
  overrides: [
    { files: ['**/*.svelte'], customSyntax: 'postcss-html' },
    {
      files: ['frontend/src/**/*.svelte', 'frontend/src/**/*.css'],
      rules: {
        'color-no-hex': true,
        'color-named': 'never',
        'function-disallowed-list': ['rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'oklab', 'oklch'],
        'declaration-property-value-disallowed-list': {
          '/^(?:margin|padding|gap|row-gap|column-gap)/': [rawSpace],
          '/^(?:font-size|border-radius|z-index)$/': ['/\\d+px/', '/\\d+rem/', '/^[1-9]\\d+$/'],
          '/^font-family$/': ['/^(?!var\\(|inherit)/'],
          '/^(?:transition|animation)/': ['/(?:^|\\s)(?:[1-9]\\d{2}ms)/'],
          '/./': ['/var\\(--(?:ink|paper|red|amber|green|blue)-?\\d*(?:bright|deep)?\\)/'],
        },
      },
    },
    {
      files: ['frontend/src/lib/styles/tokens.css'],
      rules: {
        'color-no-hex': null,
        'function-disallowed-list': null,
        'declaration-property-value-disallowed-list': null,
      },
    },
  ],
};
