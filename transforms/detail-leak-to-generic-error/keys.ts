/** Keys whose value is the message itself; others that leak beside one are extras. */
export const MESSAGE_KEYS = /^(error|errors|message|detail|msg|title|description|error_?message|error_?description|reason)$/i;
export const KEPT_KEYS = /^(error|errors|error_?message)$/i;
export const EXTRA_KEYS = /trace|stack|detail|debug|exception|cause|type|class|info|context|args|raw/i;
