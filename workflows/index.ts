export { exitPreview } from './exit-preview.ts';
export { groupExit } from './group-exit.ts';
export { storedReceipt } from './stored-receipt.ts';
