import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

// Started with "-c" from a project's folder, patterns are resolved from there: begin every one with "**/".
const tests = ['**/*.spec.ts', '**/test/**/*.ts'];
const may = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });
const only = (constraint, ...allowedExternalImports) => ({ ...constraint, allowedExternalImports });
const testOnly = ['@jest/globals', 'fast-check'];

const boundaries = [
  only(may('type:domain', 'type:domain'), ...testOnly),
  only(
    may('type:contracts', 'type:domain', 'type:contracts'),
    'zod',
    'ajv',
    'json-schema-diff-validator',
    ...testOnly,
  ),
  only(
    may('type:maths', 'type:maths'),
    '@stdlib/math-base-special-betainc',
    '@stdlib/stats-base-dists-f-quantile',
    '@stdlib/stats-base-dists-normal-cdf',
    '@stdlib/stats-base-dists-t-cdf',
    '@stdlib/stats-base-dists-t-quantile',
    'csv-parse',
    'csv-stringify/**',
    'saxes',
    'stream-chain/**',
    'stream-json/**',
    'ml-matrix',
    'highs',
    'pure-rand/**',
    'piscina',
    ...testOnly,
  ),
  may('type:platform', 'type:domain', 'type:platform', 'type:testing'),
  may('type:service', 'type:domain', 'type:contracts', 'type:platform', 'type:maths', 'type:testing'),
  may('type:gateway', 'type:platform', 'type:testing'),
  may('type:testing', 'type:domain', 'type:testing', 'type:infra'),
  may('type:infra', 'type:infra', 'type:domain', 'type:contracts', 'type:platform', 'type:gateway'),
  may(
    'type:e2e',
    'type:domain',
    'type:contracts',
    'type:platform',
    'type:maths',
    'type:testing',
    'type:infra',
    'type:e2e',
  ),
  may('scope:shared', 'scope:shared'),
  may('scope:engagements', 'scope:engagements', 'scope:shared'),
  may('scope:assessments', 'scope:assessments', 'scope:shared'),
  may('scope:system-mapping', 'scope:system-mapping', 'scope:shared'),
];

const everywhere = [
  { selector: 'TSEnumDeclaration', message: 'Unions of strings rather than enums.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read once, in config.ts.',
};
const timeless = (selector) => ({ selector, message: 'Time and chance arrive in the command.' });
const noTesting = { name: '@securebase/testing', message: 'Only tests may import it.' };

export default tseslint.config(
  { ignores: ['**/dist/**', '**/.results/**', '**/.local/**'] },
  {
    files: ['**/*.ts', '**/*.mjs'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Classes of rows, inputs and payloads carry decorators and nothing else: an object of the same shape is as good.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      complexity: ['error', 20],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...everywhere],
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: boundaries, allowCircularSelfDependency: true },
      ],
    },
  },
  {
    files: ['**/src/**/*.ts'],
    ignores: [...tests, '**/config.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [noTesting] }],
      'no-restricted-syntax': ['error', ...everywhere, environment],
    },
  },
  {
    files: ['**/src/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(?!@securebase/(domain-kit|contracts|psychometrics|network-metrics)(/|$)|\\./|@jest/globals$|fast-check$|temporal-polyfill$)',
              message:
                'The domain imports nothing but domain-kit, contracts, pure mathematics, calendars and its own folder.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        'process',
        'fetch',
        'setTimeout',
        'setInterval',
        'crypto',
        'performance',
      ],
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        timeless("NewExpression[callee.name='Date'][arguments.length=0]"),
        timeless("CallExpression[callee.name='Date']"),
        timeless("CallExpression[callee.object.name='Date'][callee.property.name='now']"),
        timeless("CallExpression[callee.object.name='Math'][callee.property.name='random']"),
      ],
    },
  },
  { files: [...tests, '**/generated/**/*.ts'], rules: { 'max-lines': 'off' } },
  // Test tools are no parts of a service: they read the environment themselves and may use each other.
  ...(/(libs\/testing|tests\/\w+)$/.test(process.cwd())
    ? [
        {
          files: ['**/*.ts'],
          rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': ['error', ...everywhere] },
        },
      ]
    : []),
  // A place in compressed sparse rows is in range by construction: "?? 0" would hide a mistake, "!" shows it as no number.
  ...(/libs\/(network-metrics|disclosure-control)$/.test(process.cwd())
    ? [{ files: ['**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } }]
    : []),
  prettier,
);
