import { Spin } from "antd";
import type { ReactElement } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { Failure } from "../states/failure.tsx";
import { sessionOver, useMe } from "./asks.ts";

/** Lets through who is signed in; everybody else signs in first and comes back here. */
export function SignedIn(): ReactElement {
  const me = useMe();
  const { pathname, search } = useLocation();
  if (sessionOver(me.error)) {
    return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />;
  }
  if (me.data) return <Outlet />;
  if (me.error) {
    return <Failure error={me.error} onRetry={() => void me.refetch()} busy={me.isFetching} />;
  }
  return <Spin size="large" className="first-wait" />;
}
