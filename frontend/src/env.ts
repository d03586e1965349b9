import { defineEnvVars } from '@sveltejs/kit/env';

/** Written into the build, as its headers are (`pages-headers.ts`): the app begins without asking for a file of settings. */
export const variables = defineEnvVars({
  PUBLIC_API_URL: {
    public: true,
    static: true,
    description: 'Where the API answers. The default is the same origin under /api.',
    schema: (value) => value || '/api',
  },
});
