/** How the pages learn from which address a visitor comes when CloudFront stands before them. Function and deployment agree on it here. */

/** Says, by a value that only the deployment knows, that CloudFront's word may be taken. */
export const viewerProofHeader = 'x-viewer-proof';
/** Address and port, as CloudFront saw them. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
export const viewerAddressHeader = 'cloudfront-viewer-address';
