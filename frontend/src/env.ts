import { defineEnvVars } from '@sveltejs/kit/env';

/** Read when the app starts, so one build serves every host. */
export const variables = defineEnvVars({
  PUBLIC_API_URL: {
    public: true,
    description: 'Where the API answers. The default is the same origin under /api.',
    schema: (value) => value || '/api',
  },
});
