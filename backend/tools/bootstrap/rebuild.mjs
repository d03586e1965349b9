import { onProduct } from './on-product.mjs';

/** Makes the public index again from the repositories. */
export const rebuild = (context) => onProduct(context, 'rebuild');
