import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const may = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });
const timeless = (selector) => ({ selector, message: 'Time and chance arrive in the command.' });

export default tseslint.config(
  { ignores: ['**/dist/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: [
            { ...may('type:domain', 'type:domain'), allowedExternalImports: ['@jest/globals'] },
            may('type:platform', 'type:domain', 'type:platform'),
            may('type:service', 'type:domain', 'type:platform'),
            may('type:gateway', 'type:platform'),
            may('type:e2e', 'type:domain', 'type:platform'),
            may('scope:shared', 'scope:shared'),
            may('scope:engagements', 'scope:engagements', 'scope:shared'),
            may('scope:assessments', 'scope:assessments', 'scope:shared'),
          ],
        },
      ],
    },
  },
  {
    files: ['**/src/domain/**/*.ts'], // "-c" resolves patterns from the project folder, not from here,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!@securebase/domain-kit|\\./|@jest/globals$)', message: 'The domain is plain TypeScript.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'crypto'],
      'no-restricted-syntax': [
        'error',
        timeless("NewExpression[callee.name='Date'][arguments.length=0]"),
        timeless("CallExpression[callee.object.name='Date'][callee.property.name='now']"),
        timeless("CallExpression[callee.object.name='Math'][callee.property.name='random']"),
      ],
    },
  },
  prettier,
);
