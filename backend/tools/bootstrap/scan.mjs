import { onProduct } from './on-product.mjs';

/** Has published tracks scanned that were not. */
export const scan = (context) => onProduct(context, 'scan-copyright');
