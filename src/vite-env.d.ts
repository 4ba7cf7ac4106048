/// <reference types="vite/client" />
/** The app's version, set at build time. */
declare const __APP_VERSION__: string;
