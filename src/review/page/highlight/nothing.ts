/** Stands for what the diff component could load and the page never asks for: WebAssembly, which its content policy forbids. */
export {};
