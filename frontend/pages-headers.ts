import type { Plugin } from 'vite';
import { earlyAsking } from '../backend/src/platform/http/early-asking.ts';
import { type PageSources, pagePolicy } from '../backend/src/platform/http/page-policy.ts';

/**
 * A file of headers for static hosts that read one, with the policy that the backend sends where it serves the client.
 * Only for a client that is built to live apart from its API: beside it nobody reads the file.
 */
export function pagesHeaders(environment: NodeJS.ProcessEnv): Plugin {
  return {
    name: 'pages-headers',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle() {
      const publicUrl = environment.PUBLIC_API_URL;
      if (!publicUrl || !URL.canParse(publicUrl)) return;
      const source = headersFile({
        publicUrl,
        ...given('r2PublicBucketUrl', environment.R2_PUBLIC_BUCKET_URL),
        ...given('r2PublicImageBucketUrl', environment.R2_PUBLIC_IMAGE_BUCKET_URL),
        ...given('r2EndpointUrl', environment.R2_ENDPOINT_URL),
      });
      this.emitFile({ type: 'asset', fileName: '_headers', source });
    },
  };
}

/** Both rules hold for a frame, and what both set would be sent twice: so `!` takes the first away. */
export function headersFile(sources: PageSources): string {
  return `/*
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Referrer-Policy: strict-origin-when-cross-origin
  Content-Security-Policy: ${pagePolicy(sources, false)}
/
  Link: ${earlyAsking(sources.publicUrl.replace(/\/$/, ''))}
/embed/*
  ! X-Frame-Options
  ! Content-Security-Policy
  Content-Security-Policy: ${pagePolicy(sources, true)}
`;
}

function given<Name extends keyof PageSources>(name: Name, value: string | undefined): Partial<PageSources> {
  return value ? { [name]: value } : {};
}
