import type { CustomerPanelProps } from '../features/customer/CustomerPanel.tsx';
import { useText } from '../text/text.ts';
import { PersonSkeleton } from '../ui/feedback/Skeleton.tsx';
import { Panel, PanelSection } from '../ui/page/Panel.tsx';
import { postponed } from '../ui/postponed.tsx';

const { Component: CustomerPanel, preload: preloadCustomer } = postponed<CustomerPanelProps>(() =>
  import('../features/customer/CustomerPanel.tsx').then(({ CustomerPanel: it }) => it),
);
export { preloadCustomer };

/** The column of the customer, of the same width while its code is on its way. */
export function CustomerPlace(props: CustomerPanelProps) {
  const t = useText('customer');
  return (
    <CustomerPanel
      {...props}
      fallback={
        <Panel id="customer-panel" label={t('title')} open={props.open}>
          <PanelSection>
            <PersonSkeleton label={t('loading')} />
          </PanelSection>
        </Panel>
      }
    />
  );
}
