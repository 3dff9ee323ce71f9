import { misplaced, refusalOf } from './boundaries.ts';

interface Source {
  readonly type: string;
  readonly value?: unknown;
}
interface Importing {
  readonly source: Source | null;
}
interface Context {
  readonly filename: string;
  report(problem: { readonly node: unknown; readonly message: string }): void;
}

/** The linter's own rules of this repository. */
export default {
  meta: { name: 'ringdesk' },
  rules: {
    boundaries: {
      create(context: Context) {
        const check = (node: Importing): void => {
          if (typeof node.source?.value !== 'string') return;
          const message = refusalOf(context.filename, node.source.value);
          if (message !== undefined) context.report({ node: node.source, message });
        };
        return {
          Program(node: unknown) {
            const message = misplaced(context.filename);
            if (message !== undefined) context.report({ node, message });
          },
          ImportDeclaration: check,
          ImportExpression: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          TSImportType: check,
        };
      },
    },
  },
};
